"""The model of an exhibition. It knows no screen and no asyncio."""
