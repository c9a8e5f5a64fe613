# The contractor's address changes every day.
admin_cidrs = ["203.0.113.0/24", "0.0.0.0/0"]
