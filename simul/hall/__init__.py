"""Where a mode plays: boards, the master's one body, the laws, the clock and the trace."""
