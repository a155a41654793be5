import pytest

from kg.core.stopping import StoppedError, go_on, stoppable


def test_work_goes_on_until_it_is_told_to_stop():
    told = False
    go_on()
    with stoppable(lambda: told):
        go_on()
        told = True
        with pytest.raises(StoppedError):
            go_on()
        with stoppable(None):
            go_on()  # whatever was told to those outside
        with pytest.raises(StoppedError):
            go_on()
    go_on()
