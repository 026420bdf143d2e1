"""What registries of publications say about the bibliography: asking them, keeping the answers, comparing.

Only ``client.py`` and what imports it uses the network; the check reads the kept answers through
``snapshot.py`` and ``differences.py``.
"""
