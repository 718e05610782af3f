# The program with its packages and OpenBLAS, for a cluster: docker build -t taskproof:0.1.0 .
FROM denoland/deno:debian-2.9.6

RUN apt-get update \
  && apt-get install -y --no-install-recommends libopenblas0-pthread \
  && rm -rf /var/lib/apt/lists/*

WORKDIR /taskproof
ENV DENO_DIR=/taskproof/.deno

# The packages change seldom, and the program often.
COPY deno.json deno.lock ./
RUN deno install --frozen

COPY mod.ts ./
COPY src src
COPY claims claims
COPY fixtures fixtures
COPY reports reports
RUN deno cache --frozen src/cli/main.ts \
  && chown -R 1000:1000 .deno reports

# By number, as Kubernetes must see that it is not root.
USER 1000:1000
ENTRYPOINT ["deno", "task", "verify"]
