"""The founding records are loaded without a doubt."""


def test_a_first_start_has_nothing_to_point_out(loaded):
    assert [str(one) for one in loaded.doubts] == []
