import pytest

from tests.fuzzing.fuzzed import SECONDS, no_fault


@pytest.mark.long
@pytest.mark.timeout(3 * SECONDS + 200)
@pytest.mark.parametrize("target", ["text", "markdown", "pdf", "archives", "bytes"])
def test_any_bytes_are_read_or_refused_with_a_reason(target, tmp_path):
    no_fault(target, tmp_path)
