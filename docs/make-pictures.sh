#!/usr/bin/env bash
# Draws the pictures of the guide (docs/hinh/) from the sample season.
# Needs the project's .venv, LibreOffice with Calc, fonts-liberation2 and poppler-utils.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The sheets are shown as Excel shows them on a Vietnamese machine: decimal comma, day before month.
mkdir -p "$work/profile/user"
cat >"$work/profile/user/registrymodifications.xcu" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N"><prop
 oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item></oor:items>
XML

pdf() { soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" "$@" >/dev/null 2>&1; }

.venv/bin/docgen generate tam-ky-2023 --out "$work/papers" >/dev/null
pdf "$work"/papers/{01,02}_*.docx "$work/papers/04_bien-ban_01.docx" "$work"/papers/05_thong-bao_01_*.docx \
  "$work/papers/06_ket-luan.docx" records/tam-ky-2023.xlsx

page() { pdftoppm -png -r 62 -gray -f "${3:-1}" -l "${3:-1}" -singlefile "$1" "docs/hinh/$2"; }
page "$work/01_ke-hoach.pdf" ke-hoach
page "$work/02_quyet-dinh.pdf" quyet-dinh
page "$work/04_bien-ban_01.pdf" bien-ban
page "$(ls "$work"/05_thong-bao_01_*.pdf)" thong-bao
page "$work/06_ket-luan.pdf" ket-luan

# A sheet is found by its footer; only its upper part is shown.
sheet() {
  local n
  for n in $(seq "$(pdfinfo "$work/tam-ky-2023.pdf" | awk '/^Pages/ {print $2}')"); do
    if pdftotext -f "$n" -l "$n" "$work/tam-ky-2023.pdf" - | grep -q "^$1, trang"; then
      pdftoppm -png -r "$3" -f "$n" -l "$n" -x 0 -y 0 -W "$4" -H "$5" -singlefile "$work/tam-ky-2023.pdf" "docs/hinh/$2"
      return
    fi
  done
  echo "no sheet $1" >&2
  return 1
}
sheet "Đơn vị" so-don-vi 80 935 330
sheet "Điểm Đoàn chấm" so-diem 110 1290 330
sheet "Thông tin chung" so-thong-tin 80 935 400
