"""python -m pixomax_training.clarity.train --data DATA --run RUN --start face-restorer.onnx: trains the photo restorer.

From the face restorer's weights or from nothing. Stops, goes on and logs as training_run.py says; the learning rate
falls over the last 40 %.
"""

from pixomax_training.arrays import Rng
from pixomax_training.clarity.examples import SharpPhotos, draw_batch
from pixomax_training.clarity.restorer import photo_restorer, start_from_faces
from pixomax_training.faces.train_restorer import restorer_losses
from pixomax_training.prefetch import Batch
from pixomax_training.training_run import TrainingRun, make_training_parser, run_training

PHASES = ((1.0, 96, 16),)  # until this share of the crops: their side, how many a batch
LEVEL = 0.6
RATES = (("", 1e-3),)


def main() -> None:
    """Trains the photo restorer."""
    parser = make_training_parser(__doc__, crops=90_000)
    parser.add_argument("--start", help="an exported face restorer")
    options = parser.parse_args()
    photos = SharpPhotos(options.data, "train")
    net = photo_restorer()
    if options.start:
        start_from_faces(net, options.start)
    print(f"{len(photos)} sharp photos", flush=True)

    def draw(side: int, batch: int, rng: Rng) -> Batch:
        return draw_batch(photos, side, batch, rng)

    run_training(TrainingRun(net, RATES, restorer_losses), draw, PHASES, options, LEVEL)


if __name__ == "__main__":
    main()
