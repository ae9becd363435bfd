"""Many reports: what there is to do, who does it, what became of it."""
