"""The words of a knowledge base: graphs of terms, typed values, properties and constraints."""
