"""The chapters of reports by audience, one module a question that they answer."""
