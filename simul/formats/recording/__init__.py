"""Recordings: one file with the scenario, the plan and what happened in each mode, to be read again.

assets/manual/recordings.md describes the format.
"""

from simul.formats.recording.reading import Recording, RecordingError, is_recording, read_recording
from simul.formats.recording.recorder import Recorder, recording_bytes, write_recording

__all__ = [
    "Recorder",
    "Recording",
    "RecordingError",
    "is_recording",
    "read_recording",
    "recording_bytes",
    "write_recording",
]
