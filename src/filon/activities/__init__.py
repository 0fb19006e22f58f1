"""What is to be done next on any record: activity types, activities, plans, and the day of a user."""
