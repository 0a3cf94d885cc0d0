"""What each way costs on this machine: every mode measured in fresh processes, in turns."""
