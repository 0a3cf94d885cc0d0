"""asyncio on exhibition time."""
