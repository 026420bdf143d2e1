"""Records in words for readers, alike in pictures, in views and on pages."""
