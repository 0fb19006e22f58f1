"""Activity types, activities and plans: what somebody has to do next, on any record."""
