"""Greenlets, gevent and eventlet on exhibition time."""
