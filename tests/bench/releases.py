"""Makes folders of releases to measure with: as long and as varied as those of an office, none a version of another.

`python tests/bench/releases.py COUNT FOLDER` writes COUNT of them.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from bimatrack.days import full_day

_FIRST = date(2016, 1, 4)
_MEETINGS = (
    "Rapat Koordinasi",
    "Apel Pagi",
    "Rapat Pimpinan",
    "Musyawarah",
    "Peninjauan",
    "Sosialisasi",
    "Rapat Evaluasi",
)
_TOPICS = (
    *("Penyerapan Anggaran", "Drainase", "Pasar", "Taman Kota", "Sekolah Dasar", "Puskesmas", "Irigasi", "Sampah"),
    *("Parkir", "Arsip", "Data Warga", "Jalan Lingkungan", "Air Bersih", "Posyandu", "Terminal", "Perpustakaan"),
)
_LEADERS = ("Wali Kota", "Wakil Wali Kota", "Sekretaris Daerah", "Asisten Pemerintahan")
_OWNERS = (
    *("Dinas PUPR", "Dinas Kesehatan", "Dinas Perhubungan", "Bappeda", "BPKAD", "Camat Raba", "Camat Mpunda"),
    *("seluruh Kepala OPD", "para Lurah", "Satpol PP", "Dinas Lingkungan Hidup", "Dinas Pendidikan", "BPBD"),
)
_VERBS = ("meminta", "menginstruksikan", "menugaskan", "mengingatkan", "mengimbau", "mengharapkan")
_DEEDS = (
    *("mendata", "memperbaiki", "melaporkan", "menuntaskan", "menyiapkan", "memeriksa", "membersihkan", "menata"),
    *("menyusun jadwal", "membentuk tim", "menyelesaikan berkas", "memasang papan nama"),
)
_THINGS = ("saluran", "lapak", "gedung", "berkas", "lampu jalan", "kursi", "jembatan", "pompa", "halaman", "gudang")
_DUES = (
    *("paling lambat {day}", "sebelum akhir bulan ini", "dalam dua minggu", "sampai triwulan pertama tahun depan"),
    *("selambat-lambatnya tujuh hari kerja", "", "", "secepatnya", "sebelum {day}", "pada akhir tahun"),
)
_TALES = (
    "Kegiatan itu dihadiri {count} peserta dari berbagai unsur di wilayah {place}.",
    "Menurut data yang dibacakan, {thing} di {place} sudah berumur {count} tahun dan {other} tinggal sebagian.",
    "Warga {place} menyampaikan terima kasih atas {thing} yang selesai dibangun tahun lalu.",
    "Suasana berlangsung hangat, dan tanya jawab mengenai {thing} serta {other} memakan waktu {count} menit.",
    "Anggaran untuk {thing} naik {count} persen dibanding tahun sebelumnya, sedangkan {other} tetap.",
    "Setelah sambutan, rombongan melihat {thing} dan {other} di {place}.",
    "Ketua panitia menjelaskan bahwa {count} {thing} telah dicatat bersama perangkat {place}.",
    "Hujan yang turun sejak subuh tidak mengurangi jumlah tamu yang datang dari {place}.",
)
_PLACES = ("Raba", "Mpunda", "Rasanae Barat", "Rasanae Timur", "Asakota", "Kolo", "Jatiwangi", "Penaraga", "Sadia")


def write(folder: Path, count: int) -> None:
    """Write *count* releases into a new folder; the same number makes the same files."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:06}.txt").write_text(release(number), encoding="utf-8")


def release(number: int) -> str:
    """Return the release of that *number*: of a day of its own, with two to five asks among what is told."""
    chance = random.Random(number)  # noqa: S311 - nothing is to be kept secret
    day = _FIRST + timedelta(days=number // 3)
    meeting = f"{chance.choice(_MEETINGS)} {chance.choice(_TOPICS)} {chance.choice(_PLACES)}"
    lead = f"Bima, {full_day(day)} - {meeting} nomor {number} digelar di aula kantor, {chance.choice(_PLACES)}."
    paragraphs = [" ".join(_tale(chance) for _sentence in range(3)) for _paragraph in range(chance.randint(3, 6))]
    paragraphs += [f"{_ask(chance, day)} {_tale(chance)} {_tale(chance)}" for _one in range(chance.randint(2, 5))]
    chance.shuffle(paragraphs)
    return "\n\n".join([f"{meeting} ke-{number}", lead, *paragraphs]) + "\n"


def _tale(chance: random.Random) -> str:
    thing, other = chance.sample(_THINGS, 2)
    return chance.choice(_TALES).format(
        count=chance.randint(2, 900), place=chance.choice(_PLACES), thing=thing, other=other
    )


def _ask(chance: random.Random, day: date) -> str:
    due = chance.choice(_DUES).format(day=full_day(day + timedelta(days=chance.randint(5, 200))))
    what = f"{chance.choice(_DEEDS)} {chance.choice(_THINGS)} di {chance.choice(_PLACES)} {due}".strip()
    return f"{chance.choice(_LEADERS)} {chance.choice(_VERBS)} {chance.choice(_OWNERS)} {what}."


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
