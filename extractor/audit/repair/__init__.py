"""Which printed figure is wrong: error localisation over the network of calculations, after Fellegi and Holt (1976)."""

from extractor.audit.repair.attach import attached, mended
from extractor.audit.repair.knots import untangled
from extractor.audit.repair.localise import Solution
from extractor.audit.repair.network import Network, network

__all__ = ["Network", "Solution", "attached", "mended", "network", "untangled"]
