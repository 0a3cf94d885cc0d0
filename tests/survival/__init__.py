"""Programs that try for long whether anything breaks; quick parts of them are tests."""
