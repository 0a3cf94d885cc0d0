"""Monkey-patching: the same blocking code before and after `gevent.monkey.patch_all()`, in real time."""
