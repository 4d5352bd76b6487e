"""One run of training: on annotation alone, or following teachers, too."""

import json
import pathlib
import pickle
import random
import time
from collections.abc import Iterator

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

from .losses import WEIGHTS, distilled, soften, supervised
from .model import Model, Size
from .packing import collate
from .predict import to
from .wordpiece import MASK

SHARES = {"ewt": 0.18, "gum": 0.13, "news": 0.27, "prose": 0.31, "redocred": 0.04, "litbank": 0.07}
STUDENT_SHARES = {
    "ewt": 0.14, "gum": 0.11, "news": 0.24, "prose": 0.30, "redocred": 0.02, "litbank": 0.04, "events": 0.08, "encyclopedia": 0.07,
}  # fmt: skip
CONTINUED_SHARES = {"ewt": 0.11, "gum": 0.10, "news": 0.20, "prose": 0.55, "litbank": 0.03, "redocred": 0.01}
SUBWORDS = {"ewt": 8000, "gum": 9000, "news": 5000, "prose": 5000, "redocred": 8000, "litbank": 9000, "events": 5000, "encyclopedia": 5000}
MASKED, RECASED = 0.05, 0.06


class Batches(IterableDataset):
    """Endless batches, each of one corpus, drawn by its share; documents of like length go together."""

    def __init__(self, examples: dict[str, list[dict]], shares: dict[str, float], seed: int, scale: float = 1.0):
        self.examples, self.seed, self.scale = examples, seed, scale
        self.shares = {s: p for s, p in shares.items() if examples.get(s) and p}

    def __iter__(self) -> Iterator[dict]:
        worker = torch.utils.data.get_worker_info()
        random_ = random.Random(self.seed * 1000 + (worker.id if worker else 0))
        numbers = np.random.default_rng(random_.randrange(2**32))
        queues: dict[str, list] = {s: [] for s in self.shares}
        while True:
            source = random_.choices(list(self.shares), list(self.shares.values()))[0]
            if not queues[source]:
                queues[source] = self.shuffled(source, random_)
            batch = collate(queues[source].pop())
            yield self.disturbed(batch, numbers)

    def shuffled(self, source: str, random_: random.Random) -> list[list[dict]]:
        """One pass over a corpus as batches in random order."""
        pool = self.examples[source]
        order = sorted(pool, key=lambda e: len(e["ids"]) * random_.uniform(0.8, 1.25))
        batches, filled = [[]], 0
        for example in order:
            size = len(example["ids"]) + 2
            if batches[-1] and filled + size > SUBWORDS[source] * self.scale:
                batches.append([])
                filled = 0
            batches[-1].append(example)
            filled += size
        random_.shuffle(batches)
        return batches

    def disturbed(self, batch: dict, numbers: np.random.Generator) -> dict:
        """Hides some subwords, and shows some windows in lower case or capitals."""
        ids, case = batch["ids"], batch["case"]
        hidden = torch.from_numpy(numbers.random(ids.shape) < MASKED) & (batch["word_of_subword"] >= 0)
        batch["ids"] = ids.masked_fill(hidden, MASK)
        style = torch.from_numpy(numbers.random(len(ids)))[:, None]
        kind, start = case % 8, (case >= 8) & (case < 16)
        lettered = (kind >= 2) & (kind <= 6) & (case < 16)
        shown = torch.where(style < RECASED / 2, 2, 5)
        batch["case"] = torch.where(lettered & (style < RECASED), shown + 8 * start, case)
        return batch


def groups(model: Model, rate: float, head_rate: float, decay: float) -> list[dict]:
    """Parameter groups: the encoder's rate falls by `decay` from each layer to the one below; no weight decay on vectors."""
    made = {}
    for name, parameter in model.named_parameters():
        if name.startswith("layers."):
            depth = len(model.layers) - 1 - int(name.split(".")[1])
        elif name.startswith(("position", "norm.")):
            depth = len(model.layers)
        else:
            depth = -1
        key = depth, parameter.ndim > 1
        size = head_rate if depth < 0 else rate * decay**depth
        made.setdefault(key, {"params": [], "lr": size, "peak": size, "weight_decay": 0.01 if parameter.ndim > 1 else 0.0})
        made[key]["params"].append(parameter)
    return list(made.values())


class Average:
    """Exponential moving average of a model's parameters."""

    def __init__(self, model: Model, decay: float):
        self.decay, self.steps = decay, 0
        self.live = list(model.parameters())
        self.held = [p.detach().clone() for p in self.live]

    def update(self) -> None:
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        torch._foreach_lerp_(self.held, [p.detach() for p in self.live], 1 - decay)

    def swap(self) -> None:
        """Exchanges the live parameters with their average."""
        for live, held in zip(self.live, self.held):
            kept = live.detach().clone()
            live.data.copy_(held)
            held.copy_(kept)


def run(
    work: pathlib.Path,
    output: pathlib.Path,
    inventory,
    size: Size,
    start: dict[str, torch.Tensor],
    seconds: float,
    seed: int,
    shares: dict[str, float] = SHARES,
    teachers: list[Model] | None = None,
    followed: float = 0.5,
    odd: bool = False,
    rounding: float = 1.0,
    workers: int = 4,
    scale: float = 1.0,
    rate: float = 2e-4,
    head_rate: float = 1e-3,
    steps: int | None = None,
) -> Model:
    """Trains for `seconds` of wall-clock time (or `steps`) and saves the averaged model. Where `output` holds an interrupted
    run's state, continues it. Of what annotated texts teach, the share `followed` is what the teachers see.
    With `odd` the texts of odd.pickle are read too. From the share `rounding` of the time on, weights and inputs are rounded to int8."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(seed)
    torch.set_float32_matmul_precision("high")
    torch.backends.cuda.enable_cudnn_sdp(False)  # it plans anew for every shape of batch, 0.1 s each time
    examples = {}
    for source, share in shares.items():
        path = work / f"{source}.pickle"
        if share and path.exists():
            examples[source] = pickle.loads(path.read_bytes())
    if odd:
        for source, again in pickle.loads((work / "odd.pickle").read_bytes()).items():
            examples[source] = examples[source] + again
    model = Model(inventory, size).to(device)
    model.load_state_dict(start, strict=False)
    model.words.copy_(start["words"])
    optimizer = torch.optim.AdamW(groups(model, rate, head_rate, 0.9), betas=(0.9, 0.98), fused=device.type == "cuda")
    average = Average(model, 0.9985 if not steps else 0.95)
    done, spent = resume(output, model, optimizer, average, device)
    loader = DataLoader(Batches(examples, shares, seed + done, scale), batch_size=None, num_workers=workers, prefetch_factor=8 if workers else None, pin_memory=device.type == "cuda")
    began, saved, shown, sums = time.monotonic() - spent, time.monotonic(), time.monotonic(), {}
    precise = torch.autocast(device.type, torch.bfloat16)
    for batch in loader:
        now = time.monotonic()
        progress = done / steps if steps else (now - began) / seconds
        if progress >= 1:
            break
        factor = min(1.0, progress / 0.04) * max(0.02, 1 - max(0.0, progress - 0.04) / 0.96)
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        model.quantize(progress >= rounding, progress >= rounding)
        model.train()
        batch = to(batch, device)
        with precise:
            scores = model(batch)
            losses = supervised(scores, batch)
            if teachers:
                with torch.no_grad():
                    soft = mean([soften(teacher(batch)) for teacher in teachers])
                weight = 1.0 if batch["silver"] else followed
                losses = {k: v * (1 - weight) for k, v in losses.items()} | {
                    k: v * weight + losses.get(k, 0.0) * (1 - weight) for k, v in distilled(scores, soft, batch).items()
                }
            total = sum(WEIGHTS[k] * v for k, v in losses.items())
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        average.update()
        done += 1
        if done % 10 == 0:
            for k, v in losses.items():
                sums.setdefault(k, []).append(float(torch.as_tensor(v).detach()))
        if now - shown > 20 or (steps and done % 10 == 0):
            shown = now
            text = " ".join(f"{k} {np.mean(v):.3f}" for k, v in sums.items())
            memory = torch.cuda.max_memory_allocated() / 2**30 if device.type == "cuda" else 0
            print(f"[{output.name}] {now - began:.0f} s, step {done}, {memory:.1f} GiB: {text}", flush=True)
            sums = {}
        if now - saved > 600:
            saved = now
            keep(output, model, optimizer, average, done, now - began)
    average.swap()
    model.eval()
    torch.save({k: v for k, v in model.state_dict().items()}, output)
    output.with_suffix(".json").write_text(json.dumps({"seed": seed, "steps": done, "seconds": round(time.monotonic() - began), "device": device.type}))
    output.with_suffix(".state").unlink(missing_ok=True)
    return model


def mean(softs: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    return {key: sum(s[key] for s in softs) / len(softs) for key in softs[0]}


def keep(output: pathlib.Path, model: Model, optimizer, average: Average, done: int, spent: float) -> None:
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average.held, "done": done, "spent": spent}
    torch.save(state, output.with_suffix(".partial"))
    output.with_suffix(".partial").replace(output.with_suffix(".state"))


def resume(output: pathlib.Path, model: Model, optimizer, average: Average, device: torch.device) -> tuple[int, float]:
    """Steps done and seconds spent by an interrupted run of the same output."""
    path = output.with_suffix(".state")
    if not path.exists():
        return 0, 0.0
    state = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    for held, saved in zip(average.held, state["average"]):
        held.copy_(saved)
    average.steps = state["done"]
    return state["done"], state["spent"]


