"""Synthetic specs of charts, by hand and by hypothesis. No figure here is a fact about anybody."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from bulletin.rendering.charts.specs import (
    Bar,
    CompositionSpec,
    Frame,
    Legend,
    PeriodGroup,
    PeriodsSpec,
    RankingSpec,
    Spec,
    TargetMark,
)
from hypothesis import strategies as st

SVG = "{http://www.w3.org/2000/svg}"
LEGEND = Legend(value="Kết nạp", target="Chỉ tiêu", inferred="Chỉ tiêu suy ra")
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
        PeriodGroup(
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
        PeriodGroup(
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
        PeriodGroup(
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
SPECS: tuple[Spec, ...] = (RANKING, PERIODS, COMPOSITION, EXCESS, QUARTERS)


def bars_of(spec: Spec) -> tuple[Bar, ...]:
    """Every bar of a spec, from the top."""
    match spec:
        case RankingSpec():
            return spec.bars
        case PeriodsSpec():
            return tuple(bar for group in spec.groups for bar in group.bars)
        case CompositionSpec():
            return (*spec.parts, *([spec.remainder] if spec.remainder else []))


def texts_of(svg: str) -> list[str]:
    """Give the lines of text of a finished chart, in the order of the document."""
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


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
groups = st.builds(PeriodGroup, label=words, bars=st.lists(bars(), max_size=6).map(tuple))
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
specs: st.SearchStrategy[Spec] = rankings | periods | compositions
