"""What is remembered is worked out once until it is forgotten, and is the same before and after."""

from extractor.notation import parse
from extractor.remembered import forget, remembered


def test_a_result_is_kept_until_it_is_forgotten() -> None:
    asked: list[str] = []

    @remembered(8)
    def shouted(text: str) -> str:
        asked.append(text)
        return text.upper()

    assert (shouted("a"), shouted("a"), shouted("b")) == ("A", "A", "B")
    assert asked == ["a", "b"]
    forget()
    assert shouted("a") == "A" and asked == ["a", "b", "a"]


def test_only_so_many_results_are_kept() -> None:
    asked: list[int] = []

    @remembered(2)
    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [double(number) for number in (1, 2, 3, 3, 1)] == [2, 4, 6, 6, 2]
    assert asked == [1, 2, 3, 1]


def test_a_figure_is_read_the_same_way_once_all_is_forgotten() -> None:
    first = parse("Rp 1.250.000,00", money=True)
    again = parse("Rp 1.250.000,00", money=True)
    forget()
    after = parse("Rp 1.250.000,00", money=True)
    assert again is first and after is not first and after == first
