"""`rubricator agreement`: how far layers agree."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from core.annotation.correction import Status
from core.annotation.span import State
from core.cli.options import TABLE, add_format, add_store, open_store
from core.cli.output import counted, print_table
from core.cli.parser import some_of
from core.cli.terminal import progress_bar
from core.errors import UsageError

if TYPE_CHECKING:
    from core.review.agreement.bootstrap import Estimate
    from core.review.agreement.comparing import Agreement


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_store(parser)
    parser.add_argument(
        "--layers", required=True, metavar="A,B", help="the layers; more than two may be given"
    )
    parser.add_argument(
        "--status",
        type=some_of(list(Status), "status"),
        default=frozenset(),
        metavar="S,...",
        help="articles of this review status in each layer (else any)",
    )
    parser.add_argument(
        "--states",
        type=some_of(list(State), "state"),
        default=frozenset({State.ACCEPTED}),
        metavar="S,...",
        help="the spans that count: proposed, accepted, rejected (else accepted)",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the resampling (else 0)")
    parser.add_argument(
        "--explain", action="store_true", help="print what each measure says, and does not say"
    )
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print the measures, each with its interval."""
    from core.review.agreement.comparing import agreement

    if options.seed < 0:
        raise UsageError("A seed is a whole number from 0 on.")
    layers = [layer.strip() for layer in options.layers.split(",") if layer.strip()]
    with open_store(options) as store, progress_bar() as progress:
        found = agreement(
            store,
            list(dict.fromkeys(layers)),
            [Status(status) for status in sorted(options.status)],
            [State(state) for state in sorted(options.states)],
            options.seed,
            progress,
        )
    if options.format == TABLE:
        _print(found, options.explain)
    else:
        record = _record(found)
        print(json.dumps(record, ensure_ascii=False, indent=2 if options.format == "json" else None))
    return 0


def _print(found: "Agreement", explain: bool) -> None:
    from core.review.agreement.measures import MEASURES

    print(f"{', '.join(found.layers)}: {counted(found.articles, 'article')}\n")
    rows = [("MEASURE", "VALUE", "95 %")]
    rows += [(row.title, *_cells(found.total[row.name])) for row in MEASURES]
    rows.append(("", "", ""))
    rows += [(f"{label}, F1 exact", *_cells(one.f1_exact)) for label, one in found.by_label.items()]
    print_table(rows)
    for row in MEASURES if explain else ():
        print(f"\n{row.title}: {row.definition}\n  {row.silent_on}")


def _cells(one: "Estimate") -> tuple[str, str]:
    if one.value is None:
        return "-", one.why
    interval = one.why if one.low is None else f"{one.low:.3f} to {one.high:.3f}"
    return f"{one.value:.3f}", interval


def _record(found: "Agreement") -> dict[str, Any]:
    by_label = {
        label: {
            "f1_exact": _estimate(one.f1_exact),
            "kappa": _estimate(one.kappa),
            "spans": dict(zip(found.layers, one.spans, strict=True)),
            **({"why": one.why} if one.why else {}),
        }
        for label, one in found.by_label.items()
    }
    return {
        "layers": list(found.layers),
        "articles": found.articles,
        **{name: _estimate(one) for name, one in found.total.items()},
        "by_label": by_label,
        "by_pair": [
            {"layers": list(pair), **{name: _estimate(one) for name, one in some.items()}}
            for pair, some in found.by_pair.items()
        ],
        "confusion": [
            {"labels": list(pair), "spans": number} for pair, number in sorted(found.confusion.items())
        ],
    }


def _estimate(one: "Estimate") -> dict[str, Any]:
    interval = None if one.low is None else [one.low, one.high]
    return {"value": one.value, "interval": interval, **({"why": one.why} if one.why else {})}
