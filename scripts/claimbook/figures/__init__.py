"""Pictures of what is on record, as plain views: maps, charts on an axis, matrices, boxes with arrows.

Nothing here knows how a page is made; the extension draws the views.
"""
