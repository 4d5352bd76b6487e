"""python3 -m training STAGE: prepare, teach, silver, learn, evaluate, export, or all of them in order; or resume, in place of teach, silver and learn."""

import argparse
import json
import pathlib
import pickle
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from . import evaluate, lemmas, silver, start, train
from .model import STUDENT, TEACHER, Model
from .packing import UNANNOTATED
from .predict import Annotator
from .wordpiece import WordPiece


TEACHING = 0.45
"""The teachers' part of the time."""


def main() -> None:
    arguments = parse()
    work = arguments.work
    stages = [stage for stage in STAGES if stage != "resume"] if arguments.stage == "all" else [arguments.stage]
    for stage in stages:
        began = time.monotonic()
        STAGES[stage](arguments, work)
        print(f"{stage}: {time.monotonic() - began:.0f} s", flush=True)


def parse() -> argparse.Namespace:
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(prog="python3 -m training", description=__doc__)
    parser.add_argument("stage", choices=["all", *STAGES])
    parser.add_argument("--data", type=pathlib.Path, default=root / "../shared/data", help="the corpora")
    parser.add_argument("--work", type=pathlib.Path, default=root / ".training", help="where checkpoints go")
    parser.add_argument("--output", type=pathlib.Path, default=root / "Sources/Language/Resources/english.ggm")
    parser.add_argument("--activations", type=pathlib.Path, default=root / "Tests/LanguageTests/Resources/activations.ggm")
    parser.add_argument("--begin", type=pathlib.Path, help="a weights file as whose model the students begin, in place of one that is trained")
    parser.add_argument("--trees", type=pathlib.Path, help="for resume: a weights file whose trees news and prose are given")
    parser.add_argument("--minutes", type=float, default=960.0 if not torch.cuda.is_available() else 30.0, help="time for teachers and student together")
    parser.add_argument("--teachers", type=int, default=1)
    parser.add_argument("--number", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=4 if torch.cuda.is_available() else 0)
    parser.add_argument("--steps", type=int, help="steps instead of time, for a trial")
    parser.add_argument("--scale", type=float, default=1.0 if torch.cuda.is_available() else 0.25, help="size of a batch")
    return parser.parse_args()


def prepare(arguments: argparse.Namespace, work: pathlib.Path) -> None:
    from .prepare import prepare

    if not (work / "start.pt").exists():
        prepare(arguments.data, work)
    if arguments.begin and not (work / "first.pt").exists():
        from . import export

        torch.save(shipped(arguments.begin, work, arguments.seed).state_dict(), work / "first.pt")
        (work / "first.json").write_text(export.about(arguments.begin))


def shipped(file: pathlib.Path, work: pathlib.Path, seed: int) -> Model:
    """The model of a weights file, which has no helper heads: they begin anew."""
    from . import export

    torch.manual_seed(seed)
    inventory, size, weights = loaded(work, "first")
    model = Model(inventory, size)
    model.load_state_dict(weights, strict=False)
    model.load_state_dict(export.state(file, model))
    model.words.copy_(weights["words"])
    return model.to(torch.device("cuda" if torch.cuda.is_available() else "cpu")).eval()


def loaded(work: pathlib.Path, name: str):
    """(inventory, size, starting weights) of a model, which is a teacher if its name says so."""
    inventory = pickle.loads((work / "inventory.pickle").read_bytes())
    teaches = name.startswith("teacher")
    saved = torch.load(work / ("teacher-start.pt" if teaches else "start.pt"), weights_only=True)
    return inventory, TEACHER if teaches else STUDENT, start.expanded(saved)


def restore(work: pathlib.Path, names: list[str]) -> list[Model]:
    """Trained models, ready to run."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    models = []
    for name in names:
        inventory, size, weights = loaded(work, name)
        model = Model(inventory, size)
        model.load_state_dict(torch.load(work / f"{name}.pt", map_location="cpu", weights_only=True))
        model.words.copy_(weights["words"])
        models.append(model.to(device).eval())
    return models


def annotator(work: pathlib.Path, models: list[Model]) -> Annotator:
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    return Annotator(models, WordPiece(work / "vocab.txt"), models[0].inventory, device)


def teach(arguments: argparse.Namespace, work: pathlib.Path) -> None:
    """Differently seeded teachers, and the model that the students begin as, trained on annotation alone: together on a GPU, one
    after another without."""
    names = ["first", *teacher_names(arguments)]
    if arguments.number is None:
        side_by_side(arguments, "teach", names, arguments.minutes * TEACHING)
        return
    name = names[arguments.number]
    train.run(
        work, work / f"{name}.pt", *loaded(work, name), arguments.minutes * 60, arguments.seed + 100 * arguments.number,
        rate=2e-4 if name == "first" else 8e-5, workers=arguments.workers, scale=arguments.scale, steps=arguments.steps,
    )  # fmt: skip


def side_by_side(arguments: argparse.Namespace, stage: str, names: Sequence[str], minutes: float) -> None:
    """Runs a stage once for each number whose model is not there: together on a GPU, one after another without."""
    together = torch.cuda.is_available()
    numbers = [number for number, name in enumerate(names) if not (arguments.work / f"{name}.pt").exists()]
    flags = {"work": arguments.work, "seed": arguments.seed, "minutes": minutes / (1 if together else max(1, len(numbers)))}
    flags |= {"workers": arguments.workers, "scale": arguments.scale, "teachers": arguments.teachers}
    flags |= {"steps": arguments.steps} if arguments.steps else {}
    commands = [
        [sys.executable, "-m", "training", stage, f"--number={number}", *(f"--{k}={v}" for k, v in flags.items())]
        for number in numbers
    ]
    if together:
        failed = [process.wait() for process in [subprocess.Popen(command) for command in commands]]
    else:
        failed = [subprocess.run(command).returncode for command in commands]
    if any(failed):
        raise SystemExit(f"training: {stage} failed")


def teacher_names(arguments: argparse.Namespace) -> list[str]:
    return [f"teacher{k}" for k in range(arguments.teachers)]


def silver_stage(arguments: argparse.Namespace, work: pathlib.Path) -> None:
    limit = 40 if arguments.steps else None
    if not all((work / f"{source}.pickle").exists() for source in UNANNOTATED):
        silver.write(annotator(work, restore(work, teacher_names(arguments))), work, limit)
    if not (work / "odd.pickle").exists():
        silver.write_odd(annotator(work, restore(work, ["first"])), work, arguments.seed, limit)


@dataclass(frozen=True)
class Reader:
    """How a student is trained: the encoder's rate, and the share of the teachers' probabilities in what annotated texts teach."""

    rate: float
    followed: float


READERS = {"pupil0": Reader(1.2e-4, 0.5), "pupil1": Reader(1.8e-4, 0.7)}


def learn(arguments: argparse.Namespace, work: pathlib.Path) -> None:
    """Pupils that begin as `first` and follow the teachers; the student is their mean, with lemmas as the treebanks have them."""
    if (work / "student.pt").exists():
        return
    if arguments.number is None:
        side_by_side(arguments, "learn", list(READERS), arguments.minutes * (1 - TEACHING))
        average(work, list(READERS), ["first", *teacher_names(arguments), *READERS], arguments.seed)
        return
    name = list(READERS)[arguments.number]
    reader = READERS[name]
    inventory, size, weights = loaded(work, "first")
    weights |= torch.load(work / "first.pt", map_location="cpu", weights_only=True)
    train.run(
        work, work / f"{name}.pt", inventory, size, weights, arguments.minutes * 60, arguments.seed + 7 + 33 * arguments.number,
        train.STUDENT_SHARES, restore(work, teacher_names(arguments)), reader.followed,
        odd=True, rounding=0.75, rate=reader.rate, workers=arguments.workers, scale=arguments.scale, steps=arguments.steps,
    )  # fmt: skip


def resume(arguments: argparse.Namespace, work: pathlib.Path) -> None:
    """Without teachers: one more student that begins as `first` and reads the annotation alone, news and prose with the trees of an
    earlier model; the student is the mean of the two, with lemmas as the treebanks have them."""
    if not (work / "trees.done").exists():
        if not arguments.trees:
            raise SystemExit("training: resume asks for --trees, a weights file whose trees news and prose are given")
        silver.write_odd(annotator(work, restore(work, ["first"])), work, arguments.seed)
        silver.write_trees(annotator(work, [shipped(arguments.trees, work, arguments.seed)]), work)
        (work / "trees.done").touch()
    if not (work / "second.pt").exists():
        inventory, size, weights = loaded(work, "first")
        weights |= torch.load(work / "first.pt", map_location="cpu", weights_only=True)
        train.run(
            work, work / "second.pt", inventory, size, weights, arguments.minutes * 60, arguments.seed + 10, train.CONTINUED_SHARES,
            odd=True, rounding=0.75, rate=1e-4, head_rate=5e-4, workers=arguments.workers, scale=arguments.scale, steps=arguments.steps,
        )  # fmt: skip
    average(work, ["first", "second"], ["first", "second"], arguments.seed)


def average(work: pathlib.Path, names: list[str], made_of: list[str], seed: int) -> None:
    """The student: the mean of the models `names`, with lemmas as the treebanks have them; how it came to be is told of `made_of`."""
    student, *others = restore(work, names)
    with torch.no_grad():
        for parameter, *theirs in zip(student.parameters(), *(other.parameters() for other in others)):
            parameter.copy_(torch.stack([parameter, *theirs]).mean(0))
    lemmas.fit(student, work, seed)
    torch.save(student.state_dict(), work / "student.pt")
    about = {name: json.loads((work / f"{name}.json").read_text()) for name in made_of}
    (work / "student.json").write_text(json.dumps({"lemmas": "fitted anew"} | about))


def evaluate_stage(arguments: argparse.Namespace, work: pathlib.Path) -> None:
    """Scores of the student as it is, as int8 runs it, and of the teachers together."""
    dev = pickle.loads((work / "dev.pickle").read_bytes())
    if arguments.steps:
        dev = {name: documents[:12] + [d for d in documents if "_news_" in d.name] for name, documents in dev.items()}
    kept = work / "results.json"
    results = json.loads(kept.read_text())["results"] if kept.exists() else {}
    settings = {}
    for name, weights, inputs in (("int8 weights and activations", True, True), ("int8 weights", True, False), ("float", False, False)):
        if (work / "student.pt").exists():
            (model,) = restore(work, ["student"])
            model.quantize(weights, inputs)
            results[name], settings[name] = evaluate.report(annotator(work, [model]), dev)
            print(f"== {name}\n{evaluate.table(results[name])}\n{settings[name]}", flush=True)
    if "teachers" not in results and arguments.teachers and all((work / f"{name}.pt").exists() for name in teacher_names(arguments)):
        results["teachers"], _ = evaluate.report(annotator(work, restore(work, teacher_names(arguments))), dev)
        print(f"== teachers\n{evaluate.table(results['teachers'])}", flush=True)
    kept.write_text(json.dumps({"results": results, "settings": settings}, indent=1))


def export_stage(arguments: argparse.Namespace, work: pathlib.Path) -> None:
    from . import activations, export

    (model,) = restore(work, ["student"])
    model = model.cpu()
    settings = json.loads((work / "results.json").read_text())["settings"]["int8 weights and activations"]
    about = json.loads((work / "student.json").read_text())
    export.write(model, work, settings, about, arguments.output)
    activations.write(model, work, settings, arguments.activations)


STAGES = {
    "prepare": prepare, "teach": teach, "silver": silver_stage, "learn": learn, "resume": resume,
    "evaluate": evaluate_stage, "export": export_stage,
}  # fmt: skip

if __name__ == "__main__":
    main()
