// Component : LiteralSample
`timescale 1ns/1ps
module LiteralSample (
  output wire high,
  output wire low,
  output wire [63:0] allOnes,
  output wire [63:0] topBit,
  output wire [99:0] wide,
  output wire [63:0] hex,
  output wire [11:0] pattern,
  output wire [69:0] ones,
  output wire [4:0] zeros,
  output wire [7:0] negative,
  input wire [7:0] operand,
  output wire [7:0] sum,
  output wire fromJava
);
  assign high = 1'b1;
  assign low = 1'b0;
  assign allOnes = 64'hffffffffffffffff;
  assign topBit = 64'h8000000000000000;
  assign wide = 100'h8000000000000000000000000;
  assign hex = 64'h80000000deadbeef;
  assign pattern = 12'habc;
  assign ones = 70'h3fffffffffffffffff;
  assign zeros = 5'h0;
  assign negative = 8'hfd;
  assign sum = (operand + 8'h05);
  assign fromJava = 1'b1;
endmodule
