"""The pages of the review, one module for each thing that a person does."""
