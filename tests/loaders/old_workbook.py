"""A real XLS file, since nothing that this project needs can write one.

Sheet 结对表: headers in row 4 from column C on, one row of cells in row 6 (text, number, date), and a
formula without a stored value in row 7.
"""

import base64
import zlib

XLS = zlib.decompress(
    base64.b64decode(
        "eNrtWE1IVFEU/u77mRkHf2ZMJa0mEbIyLaNFbXQqTFejplBZUmlOFIbGEEUt0jKhFoLRqp+NYIs2VhCVlFC7oMDIhRAETm2C"
        "VkVRgfo658x7NlqBAyUY73vcc8/fPffM3N/3Xo4GJwbuFsQxB5XQMW2lwZOkU1TSHCEAslsWs07to2K5WFRI89FAekw8ynjh"
        "5THk8Y5Dwx3jKVHgLZVmHEdtZ0e0cAGxXXJoUZxDBVGFG6TJRL5klS30kNAlQm+L52OhW0XTJ7SCfCfUXoyGa0u22LN4j1Yk"
        "tkxw3AfS5rVoNiIXz3gWd/WrhK+JbbGjLccWmSFkpGMQNKA10Y5ojOUs3IQfaCKURSJlVVUTyKHBHsQXqxD47KzqJ4WufmH1"
        "CqT/Nlvv/YPeR4M4V39FM4BuWAdlkfTSpN5gsEVXY2e/7ztycRLVPBGkkEde19dGA2r9/pOt1xtGL+sJdjhKzHgjM+Rzqu95"
        "kw6Ul282oZbXdl1631/X2Fzn5+1ftovArO0iQ5ZROtE2ZAkflMUUoHwnb318FWmtDx8QTbccEYmDZBXnDQvnuAU1zqQDx8mS"
        "aYm0WCf0vERdJnyB0Bya6VQX1+faTHWP+FwQazH1s0kwFl6dxK8hvvfDzoeh3nfhtcQP1cTP5AyNhwdQRAdbG7XnpwelqlRd"
        "u8oYDju1sjedN0Lzf9mAfFrA/gWWfVpmYYqWnE7WoCgSkk6SmpEM+79KSCZJ+ozkIcmwI5u/iWxKZNP2NyUyj8cIlpLEkUMk"
        "BXF410rK/dM9jawci330pFgerKCi2X3zEZ4weRFSHMJTqWXjPmdJO+tP+OHChQsXLly4cOFi8UHJhRty9ePLpmlf6r32d50p"
        "KtPuZ5L/Fg3opOcEvVTuQAfVMZxOaf7kwVROLDXPNs73QsZu6j2GdrRKHu0pz196KVPJv2feDQN/bwml2v90Knn+4/5/AEfA"
        "5tA="
    )
)
