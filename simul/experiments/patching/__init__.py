"""Monkey-patching: the same blocking code as it is, and patched by gevent and eventlet, in real time."""
