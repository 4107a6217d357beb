"""The demo's and the tests' own Postgres and Redis, and the supervision of their processes.

No models, and no Django outside `management/`: everything here must run before settings load.
"""
