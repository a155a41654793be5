"""Rules by which a sentence says which model was trained on which data: a module for each kind of subject."""
