"""Real XLS files, since nothing that this project needs can write one.

XLS, sheet 结对表: headers in row 4 from column C on, one row of cells in row 6 (text, number, date), and a
formula without a stored value in row 7.

MARKED, in the date system of 1904: sheet 说明 with one text, and sheet 结对表 with headers in row 2 from
column B on, C3:C4 merged, 2021-06-01 in F3 and its noon in F4, #N/A in G3 and a formula that gave #REF! in G4.
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

MARKED = zlib.decompress(
    base64.b64decode(
        "eNrtWF1IVEEU/ub+7K7hz2pqaCEiZLVqGD3ki21F5VNq+tCfVG67UZgaS1T2oJYtFCEYPfVDIBjUi9VLJUVYT0GBkQ9CEGgRBD0F"
        "RgXq7Zxz725qBgopWPdb5sw5Z2bOnJk587P39UD6cPf93BFMw0bomLCS4JmkU5SS4oIfVG5ZzMZzHyXLxaJCko8W0mPiccorL68h"
        "r/cINNwznhEF3lOqw3FUNjdF8hcQW8SHesU+lCuDYk/DDUqpyBG/MoQeErpU6F2p+0ToJtF0Ci2nusNqLwaClYEyJ453awVUpsga"
        "04fS5q3UXocsvOA4butSdl0Tm6NH648tsoI8Ixk9oCWtiDRFoiyn4RaWAC2EksbGknB4GJm03D34auUDo/F93Z/v6hdWr0D671P1"
        "3j/ofbSI0/VXNANoh3VQcTDHkIwag0s0NXop9XCMgvy2ybKuBlt/7DtyYQy7OBAkUdCcplbZbd9qaY+t3X8ydL1m4LJus30RYoZq"
        "maE6pzpf7qEsEAo1mFArKtsufuqqqq2r0oHS0g1Cy9ikfaL4p5woKbLPkomGkSZ8uuw2Pw1o7M6XNztC1cEDommXW8S+a1bywGDh"
        "LLegxqmJEpsGpEWR0HNidbnwuUIzaStQXlid5TDbO6TOeSktpH7WCwaDqybxq4mPfd75KC/2IbiG+N6KkTOZvUPBbhTQ3Rem9vzr"
        "QLEqVteuMvqC8Vw5p9I7oTm/nVA+ze/4bjkXahrGZRlA8yG3rpaBB1yVTrBfmO9ZZa0hpd5FOqs8Au+0WVUyH1xiS5ozO7akk6Qn"
        "JIMkIyGZJJkJyUOSx+lHm6Efe959Tn1N+uF5bNVYMsn73JuUaz6S2FZAsSV9Bku6WOIX1lOypzsesx1d7BQ9N5WHVkMXOxqWyXvL"
        "NmFiKznS/9EZqi6OSDhhpnBy4cKFCxcuXPzH4PcRv2p05w1oOm9Lr/NdZ5zShPuZ5J9FDZrpd4L+Um5DE+VRtMwpfrJhqrgtNcs2"
        "8e+FjF3UexQNCIkfDXOOX/pvoCaPZ9YN/X9vC821/4m5+DnP/f8ErxodVg=="
    )
)
