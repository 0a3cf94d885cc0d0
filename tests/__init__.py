"""The tests of simul; they mirror simul/."""
