"""Float weights -> one byte each, under the names and in the forms that transformers reads back.

A linear layer is int8 rows with a step each, which transformers knows as the quantisation method "gemma": `weight` (as
torch stores it: outputs x inputs) and `weight_scale`, multiplied out again as the layer runs. The word embedding is
8-bit floats, which transformers widens as it reads them. Running the same bytes in onnxruntime belongs to `graph`.
"""

from collections.abc import Collection, Mapping

import torch
from torch import Tensor, nn

# A weight takes 7 bits. Processors without VNNI (AVX2 only) add two products of an unsigned 8-bit activation and a
# weight in a signed 16-bit register that saturates: 2 * 255 * 64 = 32,640 fits below 32,767, with 127 it would not.
LARGEST = 64
WORD_EMBEDDING = "embeddings.word_embeddings.weight"
QUANTIZATION_CONFIG = {"quant_method": "gemma", "num_bits": 8, "modules_to_not_convert": ["pooler"]}


def quantise_rows(weight: Tensor, largest: int = LARGEST) -> tuple[Tensor, Tensor]:
    """(n, m) float -> (n, m) int8 within ±largest, and (n, 1) float32 steps: weight ≈ rows * steps.

    [[0.5, -1.0]] with largest=64 gives [[32, -64]] and the step 1/64.
    """
    steps = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / largest
    return (weight / steps).round().clamp(-largest, largest).to(torch.int8), steps.to(torch.float32)


def quantise(model: nn.Module, largest: int = LARGEST, *, whole: Collection[str] = ()) -> dict[str, Tensor]:
    """The model's tensors by name: linear layers in int8, the word embedding in float8, the rest in float32.

    Linear layers whose name is in `whole` stay in float32.
    """
    tensors = {name: value.detach() for name, value in model.state_dict().items()}
    for name in tensors:
        if name.endswith(WORD_EMBEDDING):
            tensors[name] = tensors[name].to(torch.float8_e4m3fn)
    for name, module in model.named_modules():
        if isinstance(module, nn.Linear) and name not in whole:
            tensors[f"{name}.weight"], tensors[f"{name}.weight_scale"] = quantise_rows(module.weight.detach(), largest)
            # Zero: activations are not rounded to a range fixed beforehand.
            tensors |= {f"{name}.{side}_activation_scale": torch.tensor(0.0) for side in ("input", "output")}
    return {name: value.contiguous() for name, value in tensors.items()}


def widened(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What `quantise` made, as float32 tensors under the names of the model's own state."""
    found = {}
    for name, value in tensors.items():
        if name.endswith(("_activation_scale", ".weight_scale")):
            continue
        steps = tensors.get(f"{name}_scale")
        found[name] = value.float() if steps is None else value.float() * steps
    return found
