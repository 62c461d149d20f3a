// Component : OperatorSample
`timescale 1ns/1ps
module OperatorSample (
  input wire p,
  input wire q,
  input wire r,
  input wire [7:0] a,
  input wire [7:0] b,
  input wire [7:0] x,
  input wire [7:0] y,
  input wire [7:0] s,
  input wire [7:0] t,
  output wire [3:0] logical,
  output wire [63:0] bitwise,
  output wire [9:0] equal,
  output wire [11:0] order,
  output wire [7:0] sum,
  output wire [7:0] increment,
  output wire [8:0] carry,
  output wire [7:0] difference,
  output wire [7:0] decrement,
  output wire [8:0] borrow,
  output wire [15:0] product,
  output wire [7:0] signedSum,
  output wire [7:0] signedDifference,
  output wire [3:0] minusFive,
  output wire isMinusFive,
  output wire [7:0] least,
  output wire [7:0] most
);
  wire [0:0] _zz_equal;
  wire [0:0] _zz_equal_1;
  wire _zz_equal_2;
  wire [3:0] _zz_order;
  wire [0:0] _zz_order_1;
  wire _zz_order_2;
  assign _zz_equal = (p == q);
  assign _zz_equal_1 = (a == b);
  assign _zz_equal_2 = (a == 8'hc8);
  assign _zz_order = {{{(a < b),(a < 8'h07)},($signed(s) < $signed(t))},(a <= b)};
  assign _zz_order_1 = (a <= 8'h07);
  assign _zz_order_2 = ($signed(s) <= $signed(t));
  assign logical = {{{((p && q) && r),((p || q) || r)},(p ^ q)},(! p)};
  assign bitwise = {{{{{{{(x & y),(x | y)},(x ^ y)},(~ x)},(a & b)},(a | b)},(a ^ b)},(~ a)};
  assign equal = {{{{{{{{{_zz_equal,_zz_equal_1},_zz_equal_2},($signed(s) == $signed(t))},(x == y)},(x == 8'h03)},(a != b)},(a != 8'h09)},(x != y)},($signed(s) != $signed(t))};
  assign order = {{{{{{{{_zz_order,_zz_order_1},_zz_order_2},(b < a)},(8'h07 < a)},($signed(t) < $signed(s))},(b <= a)},(8'h07 <= a)},($signed(t) <= $signed(s))};
  assign sum = (a + b);
  assign increment = (a + 8'h01);
  assign carry = ({1'b0,a} + {1'b0,b});
  assign difference = (a - b);
  assign decrement = (a - 8'h01);
  assign borrow = ({1'b0,a} - {1'b0,b});
  assign product = (a * b);
  assign signedSum = ($signed(s) + $signed(t));
  assign minusFive = 4'b1011;
  assign isMinusFive = ($signed(s) == $signed(8'hfb));
  assign signedDifference = ($signed(s) - $signed(t));
  assign least = ((a < b) ? a : b);
  assign most = ((a < b) ? b : a);
endmodule
