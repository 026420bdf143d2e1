"""What studies found on a question: who, how many, in which direction, how large; counted, never pooled."""
