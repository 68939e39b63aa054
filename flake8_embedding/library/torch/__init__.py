"""PyTorch and what belongs to it: modules, data, torchtext, torchvision."""
