"""The units in which the trade writes its figures, and what they are in one canonical unit each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# Of each unit: how it is written in English, its size in the canonical unit of its dimension, and
# its spellings. A spelling in Latin letters is looked up as written first and in lower case then;
# single letters as written only (m and M, g and G are different things).
# Plural and British spelling of "-meter" and "-liter" go without saying.
_TABLE = """
length      | mm          | 1        | mm ミリメートル ミリメーター ミリ millimeter
length      | cm          | 10       | cm センチメートル センチ centimeter
length      | m           | 1e3      | m メートル メーター meter
length      | km          | 1e6      | km キロメートル
length      | micrometers | 1e-3     | μm um μ ミクロン マイクロ マイクロメートル micron microns
length      | micrometers | 1e-3     | micrometer
length      | nanometers  | 1e-6     | nm ナノメートル ナノメーター ナノ nanometer
length      | inches      | 25.4     | inch inches インチ "
angle       | degrees     | 1        | ° deg degree degrees
angle       | arcseconds  | 2.7778e-4 | arcsec arcsecond arcseconds 秒角
angle       | arcminutes  | 0.016667 | arcmin arcminute arcminutes 分角
area        | m2          | 1        | m2 m^2 平米 平方メートル sqm
area        | cm2         | 1e-4     | cm2 cm^2 平方センチ
area        | mm2         | 1e-6     | mm2 mm^2
volume      | liters      | 1        | L リットル liter
volume      | ml          | 1e-3     | ml mL cc ミリリットル
force       | N           | 1        | N ニュートン newton newtons
force       | mN          | 1e-3     | mN
force       | kN          | 1e3      | kN キロニュートン
force       | MN          | 1e6      | MN
force       | kgf         | 9.80665  | kgf
force       | tons        | 9806.65  | tf
torque      | N m         | 1        | Nm N·m N・m
pressure    | Pa          | 1        | Pa パスカル
pressure    | kPa         | 1e3      | kPa
pressure    | MPa         | 1e6      | MPa メガパスカル
pressure    | GPa         | 1e9      | GPa
pressure    | Torr        | 133.322  | Torr
pressure    | bar         | 1e5      | bar
pressure    | atm         | 101325   | atm 気圧
temperature | °C          | 1        | °C 度C degC celsius
frequency   | Hz          | 1        | Hz ヘルツ
frequency   | kHz         | 1e3      | kHz キロヘルツ
frequency   | MHz         | 1e6      | MHz メガヘルツ
frequency   | GHz         | 1e9      | GHz ギガヘルツ ギガ帯
frequency   | THz         | 1e12     | THz テラヘルツ
voltage     | V           | 1        | V ボルト volt volts VDC VAC
voltage     | mV          | 1e-3     | mV
voltage     | kV          | 1e3      | kV キロボルト
current     | A           | 1        | A アンペア amp amps ampere amperes
current     | mA          | 1e-3     | mA
current     | microamperes | 1e-6    | μA uA
power       | W           | 1        | W ワット watt watts
power       | mW          | 1e-3     | mW
power       | kW          | 1e3      | kW キロワット
power       | MW          | 1e6      | MW メガワット
mass        | kg          | 1        | kg キログラム キロ kilogram kilograms
mass        | g           | 1e-3     | g グラム gram grams
mass        | mg          | 1e-6     | mg ミリグラム
mass        | tons        | 1e3      | t トン ton tons tonne tonnes
time        | seconds     | 1        | 秒 sec second seconds
time        | milliseconds | 1e-3    | ms ミリ秒 millisecond milliseconds
time        | microseconds | 1e-6    | μs us マイクロ秒 microsecond microseconds
time        | nanoseconds | 1e-9     | ns ナノ秒 nanosecond nanoseconds
time        | femtoseconds | 1e-15   | fs フェムト秒 femtosecond femtoseconds
speed       | mm/s        | 1e-3     | mm/s mm/sec
speed       | m/s         | 1        | m/s m/sec
speed       | m/min       | 0.016667 | m/min m/分
speed       | mm/min      | 1.6667e-5 | mm/min
speed       | km/h        | 0.27778  | km/h
rotation    | rpm         | 1        | rpm min-1 回転/分 r/min
viscosity   | mPa·s       | 1        | mPa·s mPas mPa・s cP cps
viscosity   | Pa·s        | 1e3      | Pa·s Pa・s
hardness    | HRC         | 1        | HRC
hardness    | HV          | 1        | HV
data rate   | Mbps        | 1e6      | Mbps
data rate   | Gbps        | 1e9      | Gbps
"""
_NO_WORD_BEHIND = r"(?![A-Za-z0-9^])"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; ``size`` is in the canonical unit of its dimension (mm, N, Pa, °C, Hz, V, kg ...)."""

    dimension: str
    english: str
    size: float


MILLIMETRE = Unit("length", "mm", 1)
MICROMETRE = Unit("length", "micrometers", 1e-3)
TON_OF_FORCE = Unit("force", "tons", 9806.65)
# What one of them measures cannot be compared with what another measures.
SCALES = ("HRC", "HV")


@lru_cache(maxsize=1)
def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        dimension, english, size, spellings = (cell.strip() for cell in line.split("|"))
        unit = Unit(dimension, english, float(size))
        for spelling in _inflected(spellings.split()):
            units[spelling] = unit
            if len(spelling) > 1:
                units.setdefault(spelling.lower(), unit)
    return units


def _inflected(spellings: Iterable[str]) -> Iterator[str]:
    for spelling in spellings:
        yield spelling
        if spelling.endswith(("meter", "liter")):
            british = spelling.removesuffix("er") + "re"
            yield from (f"{spelling}s", british, f"{british}s")


def unit_named(spelling: str) -> Unit | None:
    """The unit that is written so, or None."""
    found = _units().get(spelling)
    if found is None and len(spelling) > 1:
        found = _units().get(spelling.lower())
    return found


@lru_cache(maxsize=1)
def unit_pattern() -> str:
    """A regular expression for all spellings (to be used without regard to case)."""
    spellings = sorted(_units(), key=len, reverse=True)
    latin = "|".join(re.escape(word) for word in spellings if word[-1].isascii() or word[0] == "μ")
    other = "|".join(re.escape(word) for word in spellings if not word[-1].isascii())
    # What no unit begins with is passed over quickly.
    begins = re.escape("".join(sorted({word[0] for word in spellings if not word[0].isalpha()})))
    letters = "".join(sorted({word[0] for word in spellings if word[0].isalpha()}))
    return rf"(?=[{begins}{letters}])(?:(?:{latin}){_NO_WORD_BEHIND}|(?:{other}))"
