"""The data steward's room: tables in, judged statements out, nothing lost on the way."""
