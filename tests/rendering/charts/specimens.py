"""Synthetic specs of charts, by hand and by hypothesis. No figure here is a fact about anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as ET

from bulletin.rendering.charts.scale import ticks
from bulletin.rendering.charts.specs import (
    Bar,
    Changed,
    ChangesSpec,
    CompositionSpec,
    Frame,
    Legend,
    MultiplesSpec,
    Panel,
    PeriodBars,
    PeriodLine,
    PeriodsSpec,
    Point,
    RankingSpec,
    Reading,
    Scale,
    Spec,
    StackedRow,
    StackedSpec,
    TargetMark,
    Tile,
    TileMapSpec,
    TileState,
)
from bulletin.rendering.pages.status_chart import STATES
from hypothesis import strategies as st

SVG = "{http://www.w3.org/2000/svg}"
LEGEND = Legend(
    value="Kết nạp",
    target="Chỉ tiêu",
    inferred="Chỉ tiêu suy ra",
    interval="Khoảng tin cậy",
    path="Lộ trình đến chỉ tiêu",
    preliminary="Sơ bộ hoặc ước tính",
    series_break="Gián đoạn chuỗi số liệu",
)
LONG = "Đảng ủy Khối các cơ quan, doanh nghiệp và đơn vị sự nghiệp ngoài công lập"


def frame(name: str = "chart", headline: str = "Ba trên bốn tổ chức giả định đạt chỉ tiêu") -> Frame:
    """Give a frame in Vietnamese."""
    return Frame(
        id=name,
        headline=headline,
        unit="Đơn vị: người",
        source="Nguồn: số liệu giả để thử",
        alternative="Tổ chức A đạt 143,75%; tổ chức B chưa báo cáo.",
    )


RANKING = RankingSpec(
    frame=frame("ranking"),
    legend=LEGEND,
    bars=(
        Bar(
            label=f"{LONG} A",
            value=143.75,
            value_label="23",
            target=TargetMark(position=100, label="chỉ tiêu 16"),
            percent_label="143,75%",
        ),
        Bar(
            label="Tổ chức Ẩm Ướt Ế Ổ B [p]",
            value=36.8,
            value_label="hơn 150",
            target=TargetMark(position=100, label="chỉ tiêu 454", inferred=True),
            percent_label="36,8%",
        ),
        Bar(
            label="Tổ chức C",
            value=None,
            value_label="chưa báo cáo [x]",
            target=TargetMark(position=100, label="chỉ tiêu 4"),
        ),
        Bar(label="Tổ chức D", value=0, value_label="0"),
    ),
)
PERIODS = PeriodsSpec(
    frame=frame("periods", " ".join(["Quý III là quý duy nhất không có số liệu,", *map(str, range(60))])),
    legend=LEGEND,
    groups=(
        PeriodBars(
            label="Theo năm",
            bars=(
                Bar(
                    label="2018",
                    value=23,
                    value_label="23",
                    target=TargetMark(position=16, label="chỉ tiêu 16", inferred=True),
                ),
                Bar(label="2019", value=None, value_label="không có số liệu [x]"),
            ),
        ),
        PeriodBars(
            label="Kỳ khác độ dài",
            bars=(Bar(label="Từ 01/7 đến 06/9/2019", value=10, upper=12, value_label="từ 10 đến 12"),),
        ),
    ),
)
COMPOSITION = CompositionSpec(
    frame=frame("composition", "Hai phần ba là nữ"),
    legend=LEGEND,
    whole=23,
    whole_label="Tổng số: 23 người",
    parts=(
        Bar(
            label="Nữ",
            value=15,
            value_label="15",
            percent_label="65,22%",
            target=TargetMark(position=9.2, label="chỉ tiêu 40%"),
        ),
        Bar(label="Nam, theo một nguồn", value=3, value_label="3"),
    ),
    remainder=Bar(label="Chưa nêu", value=5, value_label="5", percent_label="21,74%"),
)
EXCESS = CompositionSpec(
    frame=frame("excess", "Các phần nhiều hơn tổng số"),
    legend=LEGEND,
    whole=830,
    whole_label="Tổng số: 830",
    parts=(
        Bar(label="Phần một", value=210, value_label="210"),
        Bar(label="Phần hai", value=74, value_label="74"),
        Bar(label="Phần ba", value=620, value_label="620"),
    ),
    excess_label="Các phần cộng lại là 904, vượt tổng số 830 là 74.",
)
QUARTERS = PeriodsSpec(
    frame=frame("quarters", "Mười hai quý"),
    legend=LEGEND,
    groups=(
        PeriodBars(
            label="Theo quý",
            bars=tuple(
                Bar(
                    label=f"Q{1 + quarter % 4}/{2020 + quarter // 4}",
                    value=10 + quarter,
                    value_label=str(10 + quarter),
                    target=TargetMark(position=20, label="20"),
                    percent_label=f"{5 * (10 + quarter)}%",
                )
                for quarter in range(12)
            ),
        ),
    ),
)


def line(
    name: str,
    values: Sequence[float | None],
    *,
    first: int = 2008,
    targets: Mapping[int, float] = {},
    path: Sequence[tuple[int, float]] = (),
    special: Mapping[int, str] = {},
    interval: float = 0.0,
) -> PeriodsSpec:
    """Give a line of one value a year.

    :param targets: by year.
    :param path: the points of the way to a target, by year.
    :param special: by year, ``p`` for a value that is not final, ``b`` for a break before it.
    :param interval: the share of each value that it may be off by.
    """
    goals = {year: TargetMark(position=goal, label=f"chỉ tiêu {goal:,g}") for year, goal in targets.items()}
    points = tuple(
        Point(
            bar=Bar(
                label=f"Năm {year}",
                value=value,
                value_label="bảo mật" if value is None else f"{value:,g}",
                target=goals.get(year),
                interval=(value - abs(value) * interval, value + abs(value) * interval) if value and interval else None,
            ),
            at=year + 0.5,
            tick=str(year),
            symbol="[c]" if value is None else "",
            is_preliminary=special.get(year) == "p",
            starts_anew=special.get(year) == "b",
        )
        for year, value in enumerate(values, first)
    )
    places = tuple((year + 0.5, value) for year, value in path)
    scale = scale_of([point.bar for point in points], [places])
    group = PeriodLine(label="Theo năm", points=points, scale=scale, paths=(places,) if places else ())
    return PeriodsSpec(frame=frame(name, f"Số liệu giả để thử: {name}"), legend=LEGEND, groups=(group,))


def scale_of(bars: Sequence[Bar], paths: Iterable[Iterable[tuple[float, float]]] = ()) -> Scale:
    """The axis of a line."""
    ends = [end for bar in bars for end in (bar.value, bar.upper, *(bar.interval or ())) if end is not None]
    targets = [bar.target.position for bar in bars if bar.target]
    numbers = ticks([*ends, *targets, *(value for path in paths for _, value in path)])
    return Scale(numbers=numbers, labels=tuple(f"{number:,g}" for number in numbers))


LINES = (
    line("line", [10, 12, 14, 13, 18, 22, 25, 24, 30, 28, 33, 35, 31, 36]),
    line(
        "way",
        [100, 110, None, 120, 90, 80, 85, 70, None, None],
        targets={2017: 25.0},
        path=[(2011, 120.0), (2017, 25.0)],
        special={2015: "p", 2012: "b"},
        interval=0.2,
    ),
    line("long", [8e9 + number * 1e7 for number in range(60)], first=1960),
    line("both-signs", [-5, 3, 4, -2, -8, 1]),
    line("zeros", [0] * 6),
    line("small", [0.001 * number for number in range(7)]),
    line("single", [5]),
)


def _points_of(spec: PeriodsSpec) -> tuple[Point, ...]:
    return tuple(point for group in spec.groups if isinstance(group, PeriodLine) for point in group.points)


STRIP = RankingSpec(
    frame=frame("strip", "Ba trong hai trăm tổ chức giả định"),
    legend=LEGEND,
    bars=(
        Bar(label="Tổ chức 1", value=199, value_label="199"),
        Bar(label="Tổ chức 100", value=100, value_label="100", is_emphasized=True, omitted="… 98 tổ chức khác"),
        Bar(label="Tổ chức 200", value=0, value_label="0", omitted="… 99 tổ chức khác"),
    ),
    strip=tuple(float(number) for number in range(200)),
    strip_label="Tất cả 200, mỗi tổ chức một vạch",
)
STACKED = StackedSpec(
    frame=frame("stacked", "Sáu phần giả định theo năm"),
    parts=tuple(f"{LONG} {number}" for number in range(6)),
    rows=(
        StackedRow(
            label="2020",
            shares=(40, 30, 15, 10, 4, 1),
            said=tuple(Reading(short=f"{share}%", whole=f"2020, phần: {share}%") for share in (40, 30, 15, 10, 4, 1)),
        ),
        StackedRow(label=f"2019 {LONG}", shares=(), absence="bảo mật"),
    ),
)
MULTIPLES = MultiplesSpec(
    frame=frame("multiples", "Mười ba tổ chức giả định"),
    panels=tuple(
        Panel(name=f"{LONG} {number}" if number % 2 else str(number), points=_points_of(LINES[number % 2])[:9])
        for number in range(13)
    ),
    scale=Scale(numbers=(0, 50, 150), labels=("0", "50", "150")),
    first=2008.5,
    last=2016.5,
    ends=("2008", "2016"),
)


def changed(label: str, before: float, after: float, change: str, omitted: str = "") -> Changed:
    """The values of a unit in two periods."""
    said = (
        Reading(short=f"{before:g}", whole=f"trước: {before:g}"),
        Reading(short=f"{after:g}", whole=f"sau: {after:g}"),
    )
    return Changed(label=label, ends=(before, after), said=said, change=change, omitted=omitted)


TILES = TileMapSpec(
    frame=frame("tiles", "Hai mươi tư tổ chức giả định"),
    states=tuple(
        TileState(name=f"Trạng thái {number}", symbol=state.symbol, paint=state.paint)
        for number, state in enumerate(STATES)
    ),
    tiles=tuple(
        Tile(name=f"T{place}", column=2 + place % 8, row=3 + place // 8, state=place % 6, title=f"Tổ chức {place}: tốt")
        for place in range(24)
    ),
)
CHANGES = ChangesSpec(
    frame=frame("changes", "Năm tổ chức giả định"),
    periods=("2015", "2023"),
    rows=(
        changed(f"{LONG} 1 [e]", 10, 4000, "+3.990"),
        changed("Tổ chức 2", 8000, 9000, "+1.000"),
        changed("Tổ chức 3", 500, 500, "0", omitted="… 12 tổ chức khác"),
        changed("Tổ chức 4", 3000, 2000, "−1.000"),
        Changed(label=f"{LONG} 5 [c]", ends=None, change="bảo mật"),
    ),
    scale=Scale(numbers=(0, 5000, 10_000), labels=("0", "5.000", "10.000")),
)
SPECS: tuple[Spec, ...] = (
    CHANGES,
    TILES,
    STRIP,
    STACKED,
    MULTIPLES,
    RANKING,
    PERIODS,
    COMPOSITION,
    EXCESS,
    QUARTERS,
    *LINES,
)


def bars_of(spec: Spec) -> tuple[Bar, ...]:
    """Every bar of a spec, from the top."""
    match spec:
        case RankingSpec():
            return spec.bars
        case PeriodsSpec():
            return tuple(bar for group in spec.groups for bar in group.bars)
        case CompositionSpec():
            return (*spec.parts, *([spec.remainder] if spec.remainder else []))
        case StackedSpec() | MultiplesSpec() | ChangesSpec() | TileMapSpec():
            return ()


def texts_of(svg: str) -> list[str]:
    """Give the lines of text of a finished chart, in the order of the document."""
    return ["".join(text.itertext()) for text in parsed(svg).iter(f"{SVG}text")]


def parsed(pictures: str) -> ET.Element:
    """Give the pictures of a chart as elements of one that holds them."""
    return ET.fromstring(f'<div xmlns="{SVG[1:-1]}">{pictures}</div>')


amounts = st.floats(0, 1e6, allow_subnormal=False).map(lambda number: round(number, 3))
words = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyẤẾỘỮ ẶỲ 0123456789.,%()"), max_size=60)
labels = st.text(st.sampled_from("aăâđeêiươẤẾỘỮ ."), min_size=1, max_size=90)
short = st.text(st.sampled_from("0123456789.,%"), min_size=1, max_size=20)


@st.composite
def bars(draw: st.DrawFn) -> Bar:
    """Give bars of all kinds."""
    value = draw(st.none() | amounts)
    return Bar(
        label=draw(labels),
        value=value,
        value_label=draw(short),
        upper=None if value is None else draw(st.none() | amounts.map(lambda more: value + more)),
        target=draw(st.none() | st.builds(TargetMark, position=amounts, label=short, inferred=st.booleans())),
        percent_label=draw(st.just("") | short),
    )


rankings = st.builds(
    RankingSpec, frame=st.just(frame()), legend=st.just(LEGEND), bars=st.lists(bars(), max_size=14).map(tuple)
)
groups = st.builds(PeriodBars, label=words, bars=st.lists(bars(), max_size=6).map(tuple))
periods = st.builds(
    PeriodsSpec, frame=st.just(frame()), legend=st.just(LEGEND), groups=st.lists(groups, max_size=4).map(tuple)
)
compositions = st.builds(
    CompositionSpec,
    frame=st.just(frame()),
    legend=st.just(LEGEND),
    whole=amounts.map(lambda amount: amount + 1),
    whole_label=words,
    parts=st.lists(bars(), max_size=6).map(tuple),
    remainder=st.none() | bars(),
    excess_label=words,
)


@st.composite
def lines(draw: st.DrawFn) -> PeriodsSpec:
    """Give lines of all sizes, with long names and numbers."""
    factor = draw(st.sampled_from([0.001, 1.0, 1e6, 8e9]))
    values = draw(
        st.lists(st.none() | st.floats(-1, 1).map(lambda share: round(share * factor, 6)), min_size=1, max_size=60)
    )
    points = tuple(
        Point(
            bar=Bar(
                label=draw(labels),
                value=value,
                value_label=draw(short),
                target=TargetMark(position=abs(value or factor), label=draw(short)) if draw(st.booleans()) else None,
                interval=None if value is None or draw(st.booleans()) else (value - factor, value + factor),
            ),
            at=2000.5 + number,
            tick=draw(st.just(str(2000 + number)) | short),
            symbol="" if value is not None else "[c]",
            is_preliminary=draw(st.booleans()),
            follows=draw(st.booleans()),
            starts_anew=draw(st.booleans()),
        )
        for number, value in enumerate(values)
    )
    path = ((2000.5, factor), (2000.5 + len(values), 0.0))
    paths = (path,) if draw(st.booleans()) else ()
    scale = scale_of([point.bar for point in points], paths)
    group = PeriodLine(label=draw(words), points=points, scale=scale, paths=paths)
    return PeriodsSpec(frame=frame(), legend=LEGEND, groups=(group, *draw(st.lists(groups, max_size=1))))


@st.composite
def stacks(draw: st.DrawFn) -> StackedSpec:
    """Give stacked rows of up to six parts."""
    parts = draw(st.lists(labels, min_size=1, max_size=6, unique=True))
    amount = st.floats(0.01, 1e9)
    share = st.builds(Reading, short=short, whole=words)
    rows = [
        StackedRow(
            label=draw(labels),
            shares=tuple(draw(amount) for _ in parts) if (is_known := draw(st.booleans())) else (),
            said=tuple(draw(share) for _ in parts) if is_known else (),
            absence=draw(words),
        )
        for _ in range(draw(st.integers(1, 5)))
    ]
    return StackedSpec(frame=frame(), parts=tuple(parts), rows=tuple(rows))


@st.composite
def multiples(draw: st.DrawFn) -> MultiplesSpec:
    """Give panels with lines of all sizes."""
    found = draw(st.lists(lines(), min_size=1, max_size=9))
    points = [_points_of(spec) for spec in found]
    return MultiplesSpec(
        frame=frame(),
        panels=tuple(Panel(name=draw(labels), points=each) for each in points),
        scale=scale_of([point.bar for each in points for point in each]),
        first=2000.5,
        last=2060.5,
        ends=(draw(short), draw(short)),
    )


@st.composite
def changes(draw: st.DrawFn) -> ChangesSpec:
    """Give values in two periods of all sizes, some of them not compared."""
    factor = draw(st.sampled_from([0.001, 1.0, 8e9]))
    end = st.floats(-1, 1).map(lambda share: round(share * factor, 6))
    reading = st.builds(Reading, short=short, whole=words)
    rows = [
        Changed(
            label=draw(labels),
            ends=draw(st.tuples(end, end)) if (is_compared := draw(st.booleans())) else None,
            said=draw(st.tuples(reading, reading)) if is_compared else None,
            change=draw(short | labels),
            omitted=draw(st.just("") | labels),
        )
        for _ in range(draw(st.integers(1, 9)))
    ]
    numbers = ticks([end for row in rows for end in row.ends or ()])
    return ChangesSpec(
        frame=frame(),
        periods=(draw(short), draw(short)),
        rows=tuple(rows),
        scale=Scale(numbers=numbers, labels=tuple(f"{number:,g}" for number in numbers)),
    )


tile_maps = st.builds(
    TileMapSpec,
    frame=st.just(frame()),
    states=st.lists(labels, min_size=6, max_size=6).map(
        lambda names: tuple(
            TileState(name=name, symbol=state.symbol, paint=state.paint)
            for name, state in zip(names, STATES, strict=True)
        )
    ),
    tiles=st.lists(
        st.builds(
            Tile,
            name=short,
            column=st.integers(1, 60),
            row=st.integers(1, 60),
            state=st.integers(0, 5),
            title=words,
        ),
        min_size=1,
        max_size=50,
        unique_by=lambda tile: (tile.column, tile.row),
    ).map(tuple),
)
specs: st.SearchStrategy[Spec] = (
    tile_maps | rankings | periods | compositions | lines() | stacks() | multiples() | changes()
)
