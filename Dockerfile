FROM python:3.13-slim-trixie

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert tesseract-ocr-eng tesseract-ocr-osd \
        libgl1 libglib2.0-0 postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.txt pyproject.toml LICENSE README.md ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY bot bot
COPY contacts contacts
COPY localslack localslack
COPY notes notes
COPY ocr ocr
COPY reminders reminders
COPY storage storage
RUN pip install --no-cache-dir --no-deps --no-build-isolation . \
    && useradd --create-home --uid 10001 goen \
    && install -d -o goen -g goen /data

USER goen
ENV GOEN_DATA_DIR=/data GOEN_HTTP_HOST=0.0.0.0 GOEN_HTTP_PORT=3000 PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:3000/livez', timeout=4)"]
CMD ["goen", "run"]
