"""What persons decided about the reports of a store, kept beside them; every later run follows it."""
