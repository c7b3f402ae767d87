"""One epoch of each of the lectures' autoencoders with PyTorch."""
import os
from peer import call, fail, np, serve

try:
    import torch
    from torch import nn
    from torch.nn import functional as F
except ImportError as error:
    fail(error.name)

torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
SEED = 1


class Noise(nn.Module):
    def forward(self, x):
        return x + torch.randn_like(x) * 0.2 if self.training else x


class Crop(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def forward(self, x):
        return x[:, :, :self.size, :self.size]


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.LSTM(28, 100, batch_first=True)
        self.second = nn.LSTM(100, 30, batch_first=True)
        self.third = nn.LSTM(30, 100, batch_first=True)
        self.rows = nn.Linear(100, 28)

    def forward(self, x):
        code = self.second(self.first(x)[0])[0][:, -1]
        return torch.sigmoid(self.rows(self.third(code[:, None].expand(-1, 28, -1))[0]))


def dense(*before):
    return nn.Sequential(*before, nn.Linear(784, 100), nn.SELU(), nn.Linear(100, 30), nn.SELU(),
                         nn.Linear(30, 100), nn.SELU(), nn.Linear(100, 784), nn.Sigmoid())


def sigmoids():
    return nn.Sequential(nn.Linear(784, 256), nn.Sigmoid(), nn.Linear(256, 128), nn.Sigmoid(),
                         nn.Linear(128, 256), nn.Sigmoid(), nn.Linear(256, 784), nn.Sigmoid())


def convolutions():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.SELU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.SELU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.SELU(), nn.MaxPool2d(2),
        nn.ConvTranspose2d(64, 32, 3, stride=2), nn.SELU(),
        nn.ConvTranspose2d(32, 16, 3, stride=2), Crop(14), nn.SELU(),
        nn.ConvTranspose2d(16, 1, 3, stride=2), Crop(28), nn.Sigmoid())


# How to build it, an image's shape, images in a step, SGD's learning rate (none: Adam and the squared error).
MODELS = [
    (dense, (784,), 32, 1.5),
    (lambda: dense(Noise()), (784,), 32, 1.0),
    (lambda: dense(nn.Dropout(0.5)), (784,), 32, 1.0),
    (sigmoids, (784,), 128, None),
    (convolutions, (1, 28, 28), 32, 1.0),
    (Recurrent, (28, 28), 32, 0.1),
]


@call("PyTorch " + torch.__version__)
def epoch(variant, x, model):
    build, shape, batch, rate = MODELS[int(model)]
    images = torch.from_numpy(np.ascontiguousarray(x)).reshape(-1, *shape)
    torch.manual_seed(SEED)
    net = build()
    first = {name: value.clone() for name, value in net.state_dict().items()}

    def run():
        net.load_state_dict(first)
        optimizer = torch.optim.SGD(net.parameters(), lr=rate) if rate else torch.optim.Adam(net.parameters())
        torch.manual_seed(SEED)
        order = torch.randperm(len(images))
        total = right = 0.0
        for i in range(0, len(images), batch):
            b = images[order[i:i + batch]]
            optimizer.zero_grad(set_to_none=True)
            y = net(b)
            loss = F.binary_cross_entropy(y, b) if rate else F.mse_loss(y, b)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(b)
            if rate:
                right += (y.detach().round() == b.round()).float().mean().item() * len(b)
        return total / len(images)

    return run, lambda loss: {"mean loss": loss}


serve()
