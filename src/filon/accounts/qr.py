"""QR codes as SVG pictures."""

from typing import Any

from qrcode.main import QRCode


def qr_svg(text: str) -> bytes:
    """A picture of `text`: black squares on white with the quiet border that readers need, one unit a square."""
    code: Any = QRCode(border=4)
    code.add_data(text)
    matrix = code.get_matrix()
    size = len(matrix)
    squares = "".join(
        f"M{column} {row}h1v1h-1z" for row, line in enumerate(matrix) for column, dark in enumerate(line) if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{squares}"/></svg>'
    ).encode()
