"""The review of audited reports: a person's decisions in the store, and the pages in a browser that ask for them."""
