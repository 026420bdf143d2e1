"""What the check found, shown: as text for people, as data for programs."""
