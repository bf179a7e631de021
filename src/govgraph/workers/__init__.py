"""The guarded room: work that nobody can vouch for runs here, in processes with limits that the system enforces.

``limits`` says what a process may take, ``process`` starts one, ``channel`` carries jobs and answers, ``worker`` is
one process that holds a store open, ``pool`` several of them. A query that loops, eats the memory or crashes the
engine ends its process and nothing else.
"""

from govgraph.workers.job import Job, Stores
from govgraph.workers.limits import Limits
from govgraph.workers.output import Output, Reply
from govgraph.workers.pool import Call, Pool
from govgraph.workers.worker import Worker

__all__ = ["Call", "Job", "Limits", "Output", "Pool", "Reply", "Stores", "Worker"]
