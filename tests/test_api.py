"""What a script imports."""

import pytest

import simul


def test_a_wrong_name_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="did you mean async"):
        simul.run("asinc")
    with pytest.raises(ValueError, match='"polgra" is not a preset'):
        simul.load("polgra")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        simul.nothing  # noqa: B018
