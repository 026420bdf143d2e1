"""Records: sources, claims, exclusions and the anchors that pin them to passages."""
