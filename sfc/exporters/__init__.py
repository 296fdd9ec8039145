"""Messages and reports out: each format in a module of its own, `FileWriter` in front of them."""

from sfc.exporters.chart import Chart, default_chart, read_chart
from sfc.exporters.writer import FileWriter

__all__ = ["Chart", "FileWriter", "default_chart", "read_chart"]
